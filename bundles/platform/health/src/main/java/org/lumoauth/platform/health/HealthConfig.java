package org.lumoauth.platform.health;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of health and metrics. */
@ObjectClassDefinition(name = "LumoAuth health")
@interface HealthConfig {

  @AttributeDefinition(
      description = "Who may read /system/metrics, as addresses or CIDR ranges; others get a 404.")
  String[] metricsNetworks() default {"127.0.0.0/8", "::1"};

  @AttributeDefinition(description = "Modules without which the server is not ready.")
  String[] requiredModules() default {
    "platform-persistence",
    "platform-tenancy",
    "platform-directory",
    "platform-keys",
    "platform-tokens",
    "platform-authz",
    "platform-audit"
  };

  @AttributeDefinition(description = "Checks that must be there for the server to be ready.")
  String[] requiredChecks() default {"start-up", "platform-web", "platform-persistence", "modules"};
}
