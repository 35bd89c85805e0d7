/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.profiling;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;

/** Stores skipped questions until they may be repeated. */
final class SkippedQuestionStore {
  private static final String KIND = "profile-omission";
  private static final String AT = "at";

  private final ShortLivedRecordStore store;
  private final InstantSource clock;

  SkippedQuestionStore(ShortLivedRecordStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Records that a user skipped a question. */
  void recordSkip(TenantContext tenant, String userId, ProfileQuestion question) {
    var key = key(userId, question.attribute());
    var now = clock.instant();
    store.remove(tenant, KIND, key);
    store.add(tenant, KIND, key, Map.of(AT, now.toString()), now.plus(question.askAgain()));
  }

  /** Returns whether a user may be prompted by a rule now. */
  boolean mayAskAgain(TenantContext tenant, String userId, ProfilingRule rule) {
    return store
        .find(tenant, KIND, key(userId, rule.attribute()), Map.class)
        .map((ShortLivedRecord<?> entry) -> skippedAt(entry).plus(rule.askAgain()))
        .map(until -> !until.isAfter(clock.instant()))
        .orElse(true);
  }

  private static Instant skippedAt(ShortLivedRecord<?> entry) {
    return Instant.parse((String) ((Map<?, ?>) entry.value()).get(AT));
  }

  private static String key(String userId, String attribute) {
    return userId + "/" + attribute;
  }
}
