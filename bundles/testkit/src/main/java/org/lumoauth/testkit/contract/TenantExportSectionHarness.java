package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantExportSection;
import org.lumoauth.api.web.ApiException;

/** A section as exports and imports use it. */
record TenantExportSectionHarness(TenantExportSection section) {

  /** May do nothing by itself: whether an import is allowed was decided before. */
  static final AuditInitiator SOMEBODY =
      new AuditInitiator(
          new SubjectRef(SubjectRef.USER, "usr_contract"), List.of(), Optional.empty());

  /** What stands in the document. */
  List<Map<String, Object>> export(TenantContext tenant) {
    return JsonSectionItems.of(section.export(tenant));
  }

  /** Checks an item and puts what is there with the item over it. */
  Map<String, Object> put(TenantContext tenant, Map<String, Object> item) {
    var sent = JsonSectionItems.of(item);
    section.check(sent);
    var was = JsonSectionItems.find(export(tenant), sent.get(section.key()), section.key());
    return section.put(
        tenant,
        JsonSectionItems.merge(was.orElse(Map.of()), sent, section.atomicMembers()),
        was.isPresent(),
        SOMEBODY);
  }

  /** Checks an item; with what it is refused. */
  Optional<ApiException> refusalByCheck(Map<String, Object> item) {
    return refusal(item, () -> section.check(item));
  }

  /** Puts an item; with what it is refused. */
  Optional<ApiException> refusalByPut(TenantContext tenant, Map<String, Object> item) {
    return refusal(item, () -> put(tenant, item));
  }

  private static Optional<ApiException> refusal(Map<String, Object> item, Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (ApiException refusal) {
      assertTrue(refusal.status() < 500, item::toString);
      return Optional.of(refusal);
    } catch (RuntimeException e) {
      throw new AssertionError("no refusal, but a failure on " + item, e);
    }
  }
}
