/** The admin API of agents and resources. */
package org.lumoauth.agents.aauth.rest;
