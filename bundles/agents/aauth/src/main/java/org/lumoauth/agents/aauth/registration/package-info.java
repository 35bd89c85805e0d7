/** Agents and resources registered by an administrator. */
package org.lumoauth.agents.aauth.registration;
