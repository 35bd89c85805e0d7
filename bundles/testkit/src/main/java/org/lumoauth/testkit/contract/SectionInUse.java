package org.lumoauth.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantSection;
import org.lumoauth.api.web.Problem;

/** A section as exports and imports use it. */
record SectionInUse(TenantSection section) {

  /** May do nothing by itself: whether an import is allowed was decided before. */
  static final Initiator SOMEBODY =
      new Initiator(new SubjectRef(SubjectRef.USER, "usr_contract"), List.of(), Optional.empty());

  /** What stands in the document. */
  List<Map<String, Object>> export(TenantContext tenant) {
    return SentItems.of(section.export(tenant));
  }

  /** Checks an item and puts what is there with the item over it. */
  Map<String, Object> put(TenantContext tenant, Map<String, Object> item) {
    var sent = SentItems.of(item);
    section.check(sent);
    var was = SentItems.find(export(tenant), sent.get(section.key()), section.key());
    return section.put(
        tenant,
        SentItems.over(was.orElse(Map.of()), sent, section.whole()),
        was.isPresent(),
        SOMEBODY);
  }

  /** Checks an item; with what it is refused. */
  Optional<Problem> refusalByCheck(Map<String, Object> item) {
    return refusal(item, () -> section.check(item));
  }

  /** Puts an item; with what it is refused. */
  Optional<Problem> refusalByPut(TenantContext tenant, Map<String, Object> item) {
    return refusal(item, () -> put(tenant, item));
  }

  private static Optional<Problem> refusal(Map<String, Object> item, Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (Problem refusal) {
      assertTrue(refusal.status() < 500, item::toString);
      return Optional.of(refusal);
    } catch (RuntimeException e) {
      throw new AssertionError("no refusal, but a failure on " + item, e);
    }
  }
}
