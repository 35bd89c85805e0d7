/** Tasks of agents: their state, participants, anomalies and end. */
package org.lumoauth.agents.jit.task;
