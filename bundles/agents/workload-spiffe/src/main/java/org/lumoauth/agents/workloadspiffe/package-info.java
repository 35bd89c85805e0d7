/**
 * Workloads with a SPIFFE identity: JWT-SVIDs as attestations and as client assertions. Trust
 * domains and their bundles are what the operator says.
 */
package org.lumoauth.agents.workloadspiffe;
