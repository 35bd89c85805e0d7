/**
 * Workload identities by SPIFFE: JWT-SVIDs as attestations and as client assertions. The operator
 * configures the trust domains and their bundles.
 */
package org.lumoauth.agents.workloadspiffe;
