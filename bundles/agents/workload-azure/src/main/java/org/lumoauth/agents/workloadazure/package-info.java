/** Workload identities on Azure, by directory and managed identity. */
package org.lumoauth.agents.workloadazure;
