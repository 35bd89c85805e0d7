package org.lumoauth.platform.persistence.quota;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.lumoauth.platform.quotas.cfg}. */
@ObjectClassDefinition(name = "LumoAuth quotas")
@interface QuotaConfig {

  /** The pid. */
  String PID = "org.lumoauth.platform.quotas";

  @AttributeDefinition(
      description =
          "Quotas other than the defaults: NAME LIMIT for all tenants, TENANT_ID NAME LIMIT for one;"
              + " a limit of 0 is none.")
  String[] quotas() default {};
}
