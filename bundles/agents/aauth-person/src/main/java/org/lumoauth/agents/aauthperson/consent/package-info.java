/** Shows agent consents to people and administrators, and revokes them. */
package org.lumoauth.agents.aauthperson.consent;
