/** Workloads of Google Cloud, known by their service account. */
package org.lumoauth.agents.workloadgcp;
