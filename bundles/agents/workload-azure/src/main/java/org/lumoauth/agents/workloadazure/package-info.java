/** Workloads of Azure, known by directory and managed identity. */
package org.lumoauth.agents.workloadazure;
