/**
 * Workloads of AWS: by tokens of a cluster (IRSA) or of the account (outbound identity federation),
 * or by a signed request that only the security token service can check.
 */
package org.lumoauth.agents.workloadaws;
