/** The endpoints of the person server for agents. */
package org.lumoauth.agents.aauthperson.personserver;
