/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.ApiException;

/** The scopes an API key may have, each with the permissions it grants. */
public final class ApiKeyScopeCatalog {
  private static final Map<String, Set<String>> KNOWN = known();

  private ApiKeyScopeCatalog() {}

  /**
   * Validates that at least one scope is given and that all scopes exist.
   *
   * @throws ApiException 422 {@code validation_error}
   */
  static Set<String> validate(Collection<String> scopes) {
    if (scopes.isEmpty()) {
      throw ApiException.invalid("scopes", "`scopes` must contain at least one scope.");
    }
    for (String scope : scopes) {
      if (!KNOWN.containsKey(scope)) {
        throw ApiException.invalid("scopes", "The scope " + scope + " does not exist.");
      }
    }
    return Set.copyOf(scopes);
  }

  /**
   * Returns the permissions that scopes grant. A caller who assigns scopes must have all of these
   * permissions.
   */
  public static Set<String> permissions(Collection<String> scopes) {
    var permissions = new TreeSet<String>();
    scopes.forEach(scope -> permissions.addAll(KNOWN.getOrDefault(scope, Set.of())));
    return permissions;
  }

  private static Map<String, Set<String>> known() {
    var known = new TreeMap<String, Set<String>>();
    var reads = new TreeSet<String>();
    var writes = new TreeSet<String>();
    for (String area : SystemPermissions.AREAS) {
      var read = area + ".read";
      var write = area + ".write";
      known.put("admin:" + area + ":read", Set.of(read));
      known.put("admin:" + area + ":write", Set.of(read, write));
      known.put("admin:" + area, Set.of(read, write));
      reads.add(read);
      writes.addAll(Set.of(read, write));
    }
    known.put("admin:read", Set.copyOf(reads));
    known.put("admin:write", Set.copyOf(writes));
    known.put("admin:clients:register", Set.of("clients.read", "clients.write"));
    known.put("authz:check", Set.of("authz.check"));
    var all = new TreeSet<>(writes);
    all.addAll(Set.of("authz.check", "policies.view", "settings.manage", "jit.approve"));
    known.put("admin", Set.copyOf(all));
    return Map.copyOf(known);
  }
}
