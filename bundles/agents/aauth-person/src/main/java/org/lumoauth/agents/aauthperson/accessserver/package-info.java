/** What an access server serves to person servers. */
package org.lumoauth.agents.aauthperson.accessserver;
