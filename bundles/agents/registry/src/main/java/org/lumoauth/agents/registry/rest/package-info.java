/** The endpoints of the agent registry. */
package org.lumoauth.agents.registry.rest;
