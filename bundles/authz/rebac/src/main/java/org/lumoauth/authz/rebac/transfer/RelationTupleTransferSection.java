/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.GroupDirectory;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.ReadConsistency;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationStoreService;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.RelationTupleService;
import org.lumoauth.api.relation.StoredRelationTuple;
import org.lumoauth.api.relation.TupleFilter;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.TupleWriteRequest;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Exports and imports the tuples of the tenant's default store. Tuples are data, so they are
 * included only on request.
 */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=relation-tuples"})
public final class RelationTupleTransferSection implements TenantTransferSection {

  private static final int PAGE = 1_000;

  private final RelationStoreService stores;
  private final RelationTupleService tuples;
  private final TupleExportReferenceConverter names;

  @Activate
  public RelationTupleTransferSection(
      @Reference RelationStoreService stores,
      @Reference RelationTupleService tuples,
      @Reference UserDirectory users,
      @Reference GroupDirectory groups) {
    this.stores = stores;
    this.tuples = tuples;
    this.names = new TupleExportReferenceConverter(users, groups);
  }

  @Override
  public int order() {
    return 75; // After the model, users and groups.
  }

  @Override
  public String area() {
    return "relations";
  }

  @Override
  public String key() {
    return RelationTupleTransferItem.KEY;
  }

  @Override
  public boolean isExportedOnRequestOnly() {
    return true;
  }

  @Override
  public Set<String> atomicMembers() {
    return Set.of(RelationTupleTransferItem.SUBJECT, "condition");
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    var items = new ArrayList<Map<String, Object>>();
    forEachItem(tenant, items::add);
    items.sort(Comparator.comparing(item -> (String) item.get(RelationTupleTransferItem.KEY)));
    return items;
  }

  @Override
  public void forEachItem(TenantContext tenant, Consumer<Map<String, Object>> items) {
    var store = stores.defaultStore(tenant).id();
    Optional<String> after = Optional.empty();
    do {
      var page =
          tuples.read(
              tenant, store, TupleFilter.all(), new ReadConsistency.FullyConsistent(), PAGE, after);
      names.items(tenant, page.items().stream().map(StoredRelationTuple::tuple).toList()).stream()
          .map(RelationTupleTransferItem::shown)
          .forEach(items);
      after = page.next();
    } while (after.isPresent());
  }

  @Override
  public void check(Map<String, Object> item) {
    RelationTupleTransferItem.read(item);
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> sent, boolean exists, AuditInitiator by) {
    var tuple = tuple(tenant, RelationTupleTransferItem.read(sent));
    var store = stores.defaultStore(tenant).id();
    try {
      if (exists) {
        // The condition or expiry changed. One change cannot contain a tuple twice; between the two
        // changes the tuple grants nothing.
        tuples.write(tenant, store, change(List.of(), List.of(tuple.key())), by);
      }
      tuples.write(tenant, store, change(List.of(tuple), List.of()), by);
    } catch (RelationException e) {
      throw ApiException.invalid(RelationTupleTransferItem.KEY, e.getMessage());
    }
    return Map.of();
  }

  private RelationTuple tuple(TenantContext tenant, RelationTupleTransferItem item) {
    var object = item.object();
    var subject = item.subject();
    return new RelationTuple(
        new TupleKey(
            new ObjectRef(
                object.type(), names.id(tenant, object, RelationTupleTransferItem.OBJECT)),
            item.relation(),
            new RelationSubject(
                subject.type(),
                names.id(tenant, subject, RelationTupleTransferItem.SUBJECT),
                subject.relation())),
        item.condition(),
        item.expiresAt());
  }

  private static TupleWriteRequest change(List<RelationTuple> writes, List<TupleKey> deletes) {
    return new TupleWriteRequest(
        Optional.empty(), writes, deletes, List.of(), true, true, Optional.empty());
  }
}
