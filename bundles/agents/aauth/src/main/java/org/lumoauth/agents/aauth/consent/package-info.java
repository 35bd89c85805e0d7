/** What a person says to an agent that asks for access. */
package org.lumoauth.agents.aauth.consent;
