/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.platform;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.tenant.TenantTransferSection;
import org.lumoauth.api.web.ApiException;

/** A section as used by exports and imports. */
record TenantTransferSectionHarness(TenantTransferSection section) {

  /** An initiator without permissions, because the import was authorized before. */
  static final AuditInitiator SOMEBODY =
      new AuditInitiator(
          new SubjectRef(SubjectRef.USER, "usr_contract"), List.of(), Optional.empty());

  /** Returns the exported items. */
  List<Map<String, Object>> export(TenantContext tenant) {
    return TransferSectionItems.of(section.export(tenant));
  }

  /** Checks an item and merges it into the existing one. */
  Map<String, Object> put(TenantContext tenant, Map<String, Object> item) {
    var sent = TransferSectionItems.of(item);
    section.check(sent);
    var was = TransferSectionItems.find(export(tenant), sent.get(section.key()), section.key());
    return section.put(
        tenant,
        TransferSectionItems.merge(was.orElse(Map.of()), sent, section.atomicMembers()),
        was.isPresent(),
        SOMEBODY);
  }

  /** Checks an item and returns the rejection. */
  Optional<ApiException> refusalByCheck(Map<String, Object> item) {
    return refusal(item, () -> section.check(item));
  }

  /** Puts an item and returns the rejection. */
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
      throw new AssertionError("failed instead of rejecting " + item, e);
    }
  }
}
