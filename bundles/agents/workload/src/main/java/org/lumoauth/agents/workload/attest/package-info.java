/** Attestations: held against the rules, and answered with a token. */
package org.lumoauth.agents.workload.attest;
