/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.health;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the health and metrics endpoints. */
@ObjectClassDefinition(name = "LumoAuth health")
@interface HealthConfig {

  @AttributeDefinition(
      description =
          "Addresses or CIDR ranges allowed to read /system/metrics. Other clients " + "get a 404.")
  String[] metricsNetworks() default {"127.0.0.0/8", "::1"};

  @AttributeDefinition(description = "Modules that must be active for the server to be ready.")
  String[] requiredModules() default {
    "platform-persistence",
    "platform-tenancy",
    "platform-directory",
    "platform-keys",
    "platform-tokens",
    "platform-authz",
    "platform-audit"
  };

  @AttributeDefinition(
      description = "Health checks that must be registered for the server to be ready.")
  String[] requiredChecks() default {"start-up", "platform-web", "platform-persistence", "modules"};
}
