/** Workload identities on Google Cloud, by service account. */
package org.lumoauth.agents.workloadgcp;
