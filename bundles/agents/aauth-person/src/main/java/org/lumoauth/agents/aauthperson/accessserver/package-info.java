/** The endpoints of the access server for person servers. */
package org.lumoauth.agents.aauthperson.accessserver;
