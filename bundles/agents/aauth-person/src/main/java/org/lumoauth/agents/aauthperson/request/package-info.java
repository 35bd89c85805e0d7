/** What is asked for, by whom and for whom, once everything in a request was verified. */
package org.lumoauth.agents.aauthperson.request;
