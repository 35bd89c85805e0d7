/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.contract.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lumoauth.api.authz.AccessSearchCandidateProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.testkit.contract.ConcurrencyAssertions;
import org.lumoauth.testkit.contract.HostileIdentifiers;

/** The contract of every {@link AccessSearchCandidateProvider}. */
public abstract class AccessSearchCandidateProviderContract {

  private static final int ENOUGH = 1_000;

  /** Returns the provider under test. */
  protected abstract AccessSearchCandidateProvider candidates();

  /** Returns the tenant of the samples. */
  protected abstract TenantContext tenant();

  /** Returns the type of the returned subjects or resources. */
  protected abstract String type();

  /** Returns the subject with access to the resources; empty for a provider of subjects. */
  protected abstract Optional<SubjectRef> subject();

  /** Returns at least three ids that the provider must return. */
  protected abstract List<String> known();

  @Test
  void findsAllCandidates() {
    assertTrue(known().size() >= 3, "the sample is too small");
    assertTrue(all().containsAll(known()), all().toString());
  }

  @Test
  void returnsUniqueCandidatesInOrder() {
    assertEquals(new ArrayList<>(new TreeSet<>(all())), all());
  }

  @Test
  void returnsAtMostTheLimit() {
    for (int limit = 0; limit <= known().size(); limit++) {
      assertEquals(all().subList(0, limit), ask(Optional.empty(), limit));
    }
  }

  @Test
  void continuesAfterTheLastCandidate() {
    var found = new ArrayList<String>();
    for (var page = ask(Optional.empty(), 1);
        !page.isEmpty();
        page = ask(Optional.of(page.get(0)), 1)) {
      found.addAll(page);
      assertTrue(found.size() <= all().size(), "the pages repeat");
    }

    assertEquals(all(), found);
  }

  @Test
  void continuesAfterAnUnknownId() {
    for (String id : known()) {
      var others = new ArrayList<>(HostileIdentifiers.lookalikes(id));
      others.add(id.substring(0, id.length() - 1));
      for (String other : others) {
        assertEquals(after(other), ask(Optional.of(other), ENOUGH), other);
      }
    }
  }

  @Test
  void acceptsAnyTextAsPosition() {
    for (String text : HostileIdentifiers.identifiers()) {
      assertTrue(all().containsAll(ask(Optional.of(text), ENOUGH)), text);
    }
  }

  @Test
  void returnsNoCandidateOfAnotherTenant() {
    var stranger = HostileIdentifiers.unknownTenant();
    assertEquals(List.of(), ask(stranger, type(), subject(), Optional.empty(), ENOUGH));
  }

  @Test
  void returnsNoCandidateOfUnknownType() {
    var types = new ArrayList<>(HostileIdentifiers.identifiers());
    types.addAll(HostileIdentifiers.lookalikes(type()));
    for (String other : types) {
      assertEquals(List.of(), ask(tenant(), other, subject(), Optional.empty(), ENOUGH), other);
    }
  }

  @Test
  void returnsNoCandidateForUnknownSubject() {
    subject()
        .ifPresent(
            known -> {
              for (String id : HostileIdentifiers.identifiers()) {
                var nobody = Optional.of(new SubjectRef(known.type(), id));
                assertEquals(List.of(), ask(tenant(), type(), nobody, Optional.empty(), ENOUGH));
              }
            });
  }

  @Test
  void returnsEqualResultsToConcurrentThreads() {
    ConcurrencyAssertions.assertSameFromManyThreads(all(), this::all);
  }

  private List<String> all() {
    return ask(Optional.empty(), ENOUGH);
  }

  private List<String> after(String text) {
    return all().stream().filter(id -> id.compareTo(text) > 0).toList();
  }

  private List<String> ask(Optional<String> after, int limit) {
    return ask(tenant(), type(), subject(), after, limit);
  }

  private List<String> ask(
      TenantContext tenant,
      String type,
      Optional<SubjectRef> subject,
      Optional<String> after,
      int limit) {
    return subject
        .map(of -> candidates().resources(tenant, of, type, after, limit))
        .orElseGet(() -> candidates().subjects(tenant, type, after, limit));
  }
}
