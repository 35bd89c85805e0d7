/** The draft's four kinds of tokens. */
package org.lumoauth.agents.aauthperson.token;
