/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.transfer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.directory.GroupDirectory;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;

/** Converts between IDs of the directory's users and groups and their readable names. */
final class TupleExportReferenceConverter {

  private static final String USER_PREFIX = "usr_";
  private static final String GROUP_PREFIX = "grp_";

  private final UserDirectory users;
  private final GroupDirectory groups;

  TupleExportReferenceConverter(UserDirectory users, GroupDirectory groups) {
    this.users = users;
    this.groups = groups;
  }

  /**
   * Converts tuples to export items. An ID that the directory does not know is exported unchanged.
   */
  List<RelationTupleTransferItem> items(TenantContext tenant, List<RelationTuple> tuples) {
    var ids = new HashSet<String>();
    for (RelationTuple tuple : tuples) {
      var key = tuple.key();
      addUser(ids, key.object().type(), key.object().id());
      addUser(ids, key.subject().type(), key.subject().id());
    }
    Map<String, String> addresses = new HashMap<>();
    for (User user : users.findAll(tenant, Set.copyOf(ids))) {
      addresses.put(user.id(), user.email());
    }
    Map<String, Optional<String>> slugs = new HashMap<>();
    return tuples.stream().map(tuple -> item(tenant, tuple, addresses, slugs)).toList();
  }

  /**
   * Returns the local ID of a tuple reference.
   *
   * @throws ApiException 422 if the user or group does not exist
   */
  String id(TenantContext tenant, TupleExportReference end, String member) {
    return switch (end.kind()) {
      case ID -> end.name();
      case USER ->
          users
              .find(tenant, end.name())
              .map(User::id)
              .orElseThrow(
                  () -> ApiException.invalid(member, "The user does not exist in this tenant."));
      case GROUP ->
          groups
              .find(tenant, end.name())
              .map(GroupRef::id)
              .orElseThrow(
                  () -> ApiException.invalid(member, "The group does not exist in this tenant."));
    };
  }

  private RelationTupleTransferItem item(
      TenantContext tenant,
      RelationTuple tuple,
      Map<String, String> addresses,
      Map<String, Optional<String>> slugs) {
    var object = tuple.key().object();
    var subject = tuple.key().subject();
    return new RelationTupleTransferItem(
        end(tenant, object.type(), object.id(), Optional.empty(), addresses, slugs),
        tuple.key().relation(),
        end(tenant, subject.type(), subject.id(), subject.relation(), addresses, slugs),
        tuple.condition(),
        tuple.expiresAt());
  }

  private TupleExportReference end(
      TenantContext tenant,
      String type,
      String id,
      Optional<String> relation,
      Map<String, String> addresses,
      Map<String, Optional<String>> slugs) {
    if (type.equals(TupleExportReference.USER) && addresses.containsKey(id)) {
      return TupleExportReference.user(addresses.get(id), relation);
    }
    if (type.equals(TupleExportReference.GROUP) && id.startsWith(GROUP_PREFIX)) {
      var slug = slugs.computeIfAbsent(id, each -> groups.find(tenant, each).map(GroupRef::slug));
      if (slug.isPresent()) {
        return TupleExportReference.group(slug.get(), relation);
      }
    }
    return TupleExportReference.id(type, id, relation);
  }

  private static void addUser(Set<String> ids, String type, String id) {
    if (type.equals(TupleExportReference.USER) && id.startsWith(USER_PREFIX)) {
      ids.add(id);
    }
  }
}
