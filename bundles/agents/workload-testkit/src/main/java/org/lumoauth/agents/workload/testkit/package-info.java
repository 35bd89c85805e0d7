/** Contract tests for workload identity providers. */
package org.lumoauth.agents.workload.testkit;
