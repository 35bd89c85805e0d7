/** What a person server serves to agents. */
package org.lumoauth.agents.aauthperson.personserver;
