/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys.operator;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.lumoauth.platform.apikeys.cfg}. Environment variables take precedence. */
@ObjectClassDefinition(name = "LumoAuth API keys", description = "The operator's bootstrap key")
public @interface OperatorConfig {

  @AttributeDefinition(
      name = "Bootstrap key",
      description =
          "lmk_ and 32 to 64 letters, digits, - or _. If empty, the key is generated "
              + "at the first start and stored in"
              + " bootstrap-api-key in the data folder. LUMOAUTH_BOOTSTRAP_API_KEY takes "
              + "precedence.",
      type = AttributeType.PASSWORD)
  String bootstrapApiKey() default "";
}
