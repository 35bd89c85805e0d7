/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.authzen.search;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.lumoauth.api.authz.AccessSearchCandidateProvider;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.module.ServiceLease;
import org.lumoauth.api.tenant.TenantContext;

/** Lists the candidate subjects and resources of installed modules, in the order of their ids. */
final class SearchCandidateAggregator {

  private final ProviderTracker<AccessSearchCandidateProvider> sources;

  /** Tracks the candidate providers. */
  SearchCandidateAggregator(ProviderRegistry registry) {
    this.sources = registry.track(AccessSearchCandidateProvider.class);
  }

  void close() {
    sources.close();
  }

  /**
   * Returns the ids of candidate subjects.
   *
   * @throws Problem 503 {@code module_unavailable}
   */
  List<String> subjects(TenantContext tenant, String type, Optional<String> after, int limit) {
    return merged(limit, source -> source.subjects(tenant, type, after, limit));
  }

  /**
   * Returns the ids of candidate resources.
   *
   * @throws Problem 503 {@code module_unavailable}
   */
  List<String> resources(
      TenantContext tenant, SubjectRef subject, String type, Optional<String> after, int limit) {
    return merged(limit, source -> source.resources(tenant, subject, type, after, limit));
  }

  /** Returns the first ids of all sources; each source returns its own in order. */
  private List<String> merged(
      int limit, Function<AccessSearchCandidateProvider, List<String>> ask) {
    var ids = new TreeSet<String>();
    try (LeasedProviders<AccessSearchCandidateProvider> held = sources.leaseAll()) {
      held.requireAll(); // an incomplete result would look complete
      for (ServiceLease<AccessSearchCandidateProvider> source : held.leases()) {
        ids.addAll(ask.apply(source.get()));
      }
    }
    return ids.stream().limit(limit).toList();
  }
}
