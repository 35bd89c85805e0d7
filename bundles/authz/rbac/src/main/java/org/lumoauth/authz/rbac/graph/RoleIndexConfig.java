package org.lumoauth.authz.rbac.graph;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the index of roles, in {@code etc/org.lumoauth.authz.rbac.cfg}. */
@ObjectClassDefinition(name = "LumoAuth roles", description = "How roles are held in memory.")
public @interface RoleIndexConfig {

  @AttributeDefinition(
      name = "Tenants in memory",
      description = "Whose roles are held compiled; others are read when they are asked for.")
  int tenants() default 10_000;

  @AttributeDefinition(
      name = "Subjects in memory",
      description = "Whose assignments are held; others are read when they are asked for.")
  int subjects() default 200_000;

  @AttributeDefinition(
      name = "Recheck, in milliseconds",
      description =
          "How often a node looks whether another one changed a tenant's roles. A change on the"
              + " same node takes effect at once.")
  long recheckMillis() default 1000;
}
