/** Agents and resources that an administrator registered. */
package org.lumoauth.agents.aauth.registration;
