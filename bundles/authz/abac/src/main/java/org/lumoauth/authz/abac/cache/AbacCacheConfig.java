/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.cache;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the policy caches, in {@code etc/org.lumoauth.authz.abac.cfg}. */
@ObjectClassDefinition(
    name = "LumoAuth policies",
    description = "Caches for policies and attributes.")
public @interface AbacCacheConfig {

  @AttributeDefinition(
      name = "Cached tenants",
      description =
          "Number of tenants with cached policies; policies of other tenants are "
              + "loaded on demand.")
  int tenants() default 10_000;

  @AttributeDefinition(
      name = "Cached users and resources",
      description =
          "Number of users and resources with cached attributes; other attributes "
              + "are loaded on demand.")
  int holders() default 200_000;

  @AttributeDefinition(
      name = "Recheck interval in milliseconds",
      description =
          "How often a node checks for policy changes of other nodes. A change on the"
              + " same node is effective immediately.")
  long recheckMillis() default 1000;
}
