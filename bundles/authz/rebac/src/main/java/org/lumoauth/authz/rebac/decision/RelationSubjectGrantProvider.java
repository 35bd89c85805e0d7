/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.decision;

import java.util.Set;
import java.util.stream.Stream;
import org.lumoauth.api.authz.SubjectGrantProvider;
import org.lumoauth.api.authz.SubjectGrants;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.store.RebacSqlGateway;
import org.lumoauth.authz.rebac.store.SubjectTupleExistenceLookup;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reports whether a tuple in any store of the tenant refers to a subject or a group of the user.
 * The granted permissions depend on the model and other tuples, so they are not listed.
 */
@Component(property = {"lumoauth.kind=subject-grants", "lumoauth.name=rebac"})
public final class RelationSubjectGrantProvider implements SubjectGrantProvider {
  private static final String RELATIONS_READ = "relations" + SystemPermissions.READ;

  private final RebacSqlGateway unit;
  private final UserDirectory users;

  @Activate
  public RelationSubjectGrantProvider(
      @Reference RebacSqlGateway unit, @Reference UserDirectory users) {
    this.unit = unit;
    this.users = users;
  }

  @Override
  public SubjectGrants grants(TenantContext tenant, SubjectRef subject) {
    Stream<SubjectRef> groups =
        subject.type().equals(SubjectRef.USER)
            ? users.groupsOf(tenant, subject.id()).stream()
                .map(id -> new SubjectRef(SubjectRef.GROUP, id))
            : Stream.empty();
    var all = Stream.concat(Stream.of(subject), groups).toList();
    boolean named =
        unit.work(connection -> SubjectTupleExistenceLookup.exist(connection, tenant.id(), all));
    return new SubjectGrants(Set.of(), named, RELATIONS_READ);
  }
}
