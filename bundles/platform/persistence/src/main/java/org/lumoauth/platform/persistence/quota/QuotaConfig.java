/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence.quota;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/org.lumoauth.platform.quotas.cfg}. */
@ObjectClassDefinition(name = "LumoAuth quotas")
@interface QuotaConfig {

  /** The configuration PID. */
  String PID = "org.lumoauth.platform.quotas";

  @AttributeDefinition(
      description =
          "Quotas that differ from the defaults: NAME LIMIT for all tenants, "
              + "TENANT_ID NAME LIMIT for one."
              + " A limit of 0 means unlimited.")
  String[] quotas() default {};
}
