package org.lumoauth.platform.apikeys.operator;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.lumoauth.platform.apikeys.cfg}; the environment wins over it. */
@ObjectClassDefinition(name = "LumoAuth API keys", description = "The operator's bootstrap key")
public @interface OperatorConfig {

  @AttributeDefinition(
      name = "Bootstrap key",
      description =
          "lmk_ and 32 to 64 letters, digits, - or _. Empty: made at the first start and kept in"
              + " bootstrap-api-key in the data folder. LUMOAUTH_BOOTSTRAP_API_KEY wins.",
      type = AttributeType.PASSWORD)
  String bootstrapApiKey() default "";
}
