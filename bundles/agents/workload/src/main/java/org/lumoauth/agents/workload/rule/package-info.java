/** Trust rules: storage, changes and cache. */
package org.lumoauth.agents.workload.rule;
