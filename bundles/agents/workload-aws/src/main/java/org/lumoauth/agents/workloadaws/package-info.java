/**
 * Workload identities on AWS: by tokens of a cluster (IRSA) or of the account (outbound identity
 * federation), or by a signed request that only STS can verify.
 */
@NullMarked
package org.lumoauth.agents.workloadaws;

import org.jspecify.annotations.NullMarked;
