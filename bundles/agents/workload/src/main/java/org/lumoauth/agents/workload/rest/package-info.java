/** The admin API of trust rules. */
package org.lumoauth.agents.workload.rest;
