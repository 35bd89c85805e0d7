/** Trust rules: kept, changed, and in memory. */
package org.lumoauth.agents.workload.rule;
