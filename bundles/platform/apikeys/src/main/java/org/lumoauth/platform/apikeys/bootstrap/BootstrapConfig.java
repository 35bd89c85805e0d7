package org.lumoauth.platform.apikeys.bootstrap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code etc/org.lumoauth.platform.apikeys.cfg}. */
@ObjectClassDefinition(name = "LumoAuth API keys", description = "The operator's bootstrap key.")
public @interface BootstrapConfig {

  /** The pid. */
  String PID = "org.lumoauth.platform.apikeys";

  @AttributeDefinition(
      name = "Bootstrap API key",
      description =
          "The operator's key. The environment variable LUMOAUTH_BOOTSTRAP_API_KEY wins; empty means"
              + " one that is made at the first start and kept in bootstrap-api-key in the data"
              + " folder.")
  String bootstrap_api_key() default "";
}
