/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.index;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.relation.TupleCondition;
import org.lumoauth.platform.persistence.EpochMicrosConverter;

/**
 * An edge with a condition or an expiry.
 *
 * @param key the subject
 * @param condition the condition, or null
 * @param expiresMicros the time of expiry
 */
public record ConditionalEdge(Userset key, TupleCondition condition, long expiresMicros)
    implements TupleEdge {

  ConditionalEdge(Userset key, Optional<TupleCondition> condition, Optional<Instant> expiresAt) {
    this(
        key,
        condition.orElse(null),
        expiresAt.map(EpochMicrosConverter::toMicros).orElse(Long.MAX_VALUE));
  }
}
