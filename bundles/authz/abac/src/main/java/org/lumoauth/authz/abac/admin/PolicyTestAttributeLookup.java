/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.admin;

import java.util.Map;
import org.lumoauth.authz.abac.condition.AttributeLookup;
import org.lumoauth.authz.abac.condition.AttributePath;

/**
 * The supplied attributes of a policy test; stored attributes are not used.
 *
 * @param user the attributes of the user
 * @param resource the attributes of the resource
 * @param environment the attributes of the environment
 * @param action the action
 */
record PolicyTestAttributeLookup(
    Map<String, Object> user,
    Map<String, Object> resource,
    Map<String, Object> environment,
    String action)
    implements AttributeLookup {

  @Override
  public Object value(AttributePath path) {
    var of =
        switch (path.root()) {
          case USER -> user;
          case RESOURCE -> resource;
          case ENVIRONMENT -> environment;
        };
    return of.get(path.name());
  }
}
