/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.graph;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the role caches, in {@code etc/org.lumoauth.authz.rbac.cfg}. */
@ObjectClassDefinition(name = "LumoAuth roles", description = "Caches for roles.")
public @interface RoleCacheConfig {

  @AttributeDefinition(
      name = "Cached tenants",
      description =
          "Number of tenants with cached roles; roles of other tenants are loaded on " + "demand.")
  int tenants() default 10_000;

  @AttributeDefinition(
      name = "Cached subjects",
      description =
          "Number of subjects with cached assignments; other assignments are loaded "
              + "on demand.")
  int subjects() default 200_000;

  @AttributeDefinition(
      name = "Recheck interval in milliseconds",
      description =
          "How often a node checks for role changes of other nodes. A change on the"
              + " same node is effective immediately.")
  long recheckMillis() default 1000;
}
