package org.lumoauth.authz.abac.memory;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of policies in memory, in {@code etc/org.lumoauth.authz.abac.cfg}. */
@ObjectClassDefinition(
    name = "LumoAuth policies",
    description = "How policies and attributes are held in memory.")
public @interface AbacConfig {

  @AttributeDefinition(
      name = "Tenants in memory",
      description = "Whose policies are held compiled; others are read when they are asked for.")
  int tenants() default 10_000;

  @AttributeDefinition(
      name = "Users and resources in memory",
      description = "Whose attributes are held; others are read when they are asked for.")
  int holders() default 200_000;

  @AttributeDefinition(
      name = "Recheck, in milliseconds",
      description =
          "How often a node looks whether another one changed a tenant's policies. A change on the"
              + " same node takes effect at once.")
  long recheckMillis() default 1000;
}
