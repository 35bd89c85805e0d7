/** The distribution as its users meet it: started by the script, driven over HTTP. */
package org.lumoauth.itests.http;
