package org.lumoauth.authz.rebac.transfer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.GroupDirectory;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.relation.Consistency;
import org.lumoauth.api.relation.ObjectRef;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.relation.RelationSubject;
import org.lumoauth.api.relation.RelationTuple;
import org.lumoauth.api.relation.RelationTuples;
import org.lumoauth.api.relation.StoredTuple;
import org.lumoauth.api.relation.TupleFilter;
import org.lumoauth.api.relation.TupleKey;
import org.lumoauth.api.relation.TupleWrite;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantSection;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tuples of the tenant's standard store: data, so that they come only where asked for. */
@Component(property = {"lumoauth.kind=tenant-section", "lumoauth.name=relation-tuples"})
public final class RelationTuplesSection implements TenantSection {

  private static final int PAGE = 1_000;

  private final RelationStores stores;
  private final RelationTuples tuples;
  private final DirectoryNames names;

  @Activate
  public RelationTuplesSection(
      @Reference RelationStores stores,
      @Reference RelationTuples tuples,
      @Reference UserDirectory users,
      @Reference GroupDirectory groups) {
    this.stores = stores;
    this.tuples = tuples;
    this.names = new DirectoryNames(users, groups);
  }

  @Override
  public int order() {
    return 75; // after the model, users and groups
  }

  @Override
  public String area() {
    return "relations";
  }

  @Override
  public String key() {
    return TupleItem.KEY;
  }

  @Override
  public boolean onRequest() {
    return true;
  }

  @Override
  public Set<String> whole() {
    return Set.of(TupleItem.SUBJECT, "condition");
  }

  @Override
  public List<Map<String, Object>> export(TenantContext tenant) {
    var items = new ArrayList<Map<String, Object>>();
    forEachItem(tenant, items::add);
    items.sort(Comparator.comparing(item -> (String) item.get(TupleItem.KEY)));
    return items;
  }

  @Override
  public void forEachItem(TenantContext tenant, Consumer<Map<String, Object>> items) {
    var store = stores.standard(tenant).id();
    Optional<String> after = Optional.empty();
    do {
      var page =
          tuples.read(
              tenant, store, TupleFilter.all(), new Consistency.FullyConsistent(), PAGE, after);
      names.items(tenant, page.items().stream().map(StoredTuple::tuple).toList()).stream()
          .map(TupleItem::shown)
          .forEach(items);
      after = page.next();
    } while (after.isPresent());
  }

  @Override
  public void check(Map<String, Object> item) {
    TupleItem.read(item);
  }

  @Override
  public Map<String, Object> put(
      TenantContext tenant, Map<String, Object> sent, boolean exists, Initiator by) {
    var tuple = tuple(tenant, TupleItem.read(sent));
    var store = stores.standard(tenant).id();
    try {
      if (exists) {
        // With another condition or end: one change can't name a tuple twice. Between the two it
        // lets nobody in.
        tuples.write(tenant, store, change(List.of(), List.of(tuple.key())), by);
      }
      tuples.write(tenant, store, change(List.of(tuple), List.of()), by);
    } catch (RelationException e) {
      throw Problem.invalid(TupleItem.KEY, e.getMessage());
    }
    return Map.of();
  }

  private RelationTuple tuple(TenantContext tenant, TupleItem item) {
    var object = item.object();
    var subject = item.subject();
    return new RelationTuple(
        new TupleKey(
            new ObjectRef(object.type(), names.id(tenant, object, TupleItem.OBJECT)),
            item.relation(),
            new RelationSubject(
                subject.type(), names.id(tenant, subject, TupleItem.SUBJECT), subject.relation())),
        item.condition(),
        item.expiresAt());
  }

  private static TupleWrite change(List<RelationTuple> writes, List<TupleKey> deletes) {
    return new TupleWrite(
        Optional.empty(), writes, deletes, List.of(), true, true, Optional.empty());
  }
}
