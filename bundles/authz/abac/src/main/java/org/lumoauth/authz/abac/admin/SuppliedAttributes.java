package org.lumoauth.authz.abac.admin;

import java.util.Map;
import org.lumoauth.authz.abac.condition.AttributeLookup;
import org.lumoauth.authz.abac.condition.AttributePath;

/**
 * Attributes that somebody gives to try a policy with; nothing is looked up.
 *
 * @param user attributes of the user
 * @param resource attributes of the resource
 * @param environment attributes of the environment
 * @param action what is to be done
 */
record SuppliedAttributes(
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
