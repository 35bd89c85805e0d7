/** Attestations: verified against the trust rules and exchanged for tokens. */
package org.lumoauth.agents.workload.attest;
