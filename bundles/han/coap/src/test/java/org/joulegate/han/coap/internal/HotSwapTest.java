package org.joulegate.han.coap.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotNull;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.core.CoapClient;
import org.eclipse.californium.core.CoapHandler;
import org.eclipse.californium.core.CoapObserveRelation;
import org.eclipse.californium.core.CoapResponse;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.network.CoapEndpoint;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** A resource's bundle is replaced while displays read and observe. */
public class HotSwapTest {
  private final BlockingQueue<CoapResponse> seen = new LinkedBlockingQueue<>();
  private Rig rig;
  private CoapEndpoint endpoint;
  private CoapClient client;

  @Before
  public void serve() throws Exception {
    open(ResourceTree.GRACE);
  }

  private void open(Duration grace) throws Exception {
    rig = new Rig(new ServerSettings(0, true, 0, List.of("lo"), 50), grace);
    endpoint = new CoapEndpoint.Builder().setConfiguration(new Probe().configuration()).build();
    client = new CoapClient(rig.plain("/power"));
    client.setEndpoint(endpoint);
  }

  @After
  public void stop() {
    client.shutdown();
    endpoint.destroy();
    rig.close();
  }

  @Test
  public void observersStayWhileTheServiceIsReplaced() throws Exception {
    ScriptedResource first = new ScriptedResource("/power", true).shows("1");
    rig.tree.add(first);
    observe();
    assertShows("1", next());

    rig.tree.remove(first);
    assertEquals(ResponseCode.SERVICE_UNAVAILABLE, get().getCode());
    assertEquals(PathResource.RETRY_SECONDS, get().getOptions().getMaxAge().intValue());
    rig.tree.changed("/power");

    ScriptedResource second = new ScriptedResource("/power", true).shows("2");
    rig.tree.add(second);
    assertShows("2", next());
    second.shows("3");
    rig.tree.changed("/power");
    assertShows("3", next());
  }

  @Test
  public void anOverlapOfOldAndNewShowsTheNew() throws Exception {
    ScriptedResource first = new ScriptedResource("/power", true).shows("1");
    rig.tree.add(first);
    observe();
    assertShows("1", next());
    rig.tree.add(new ScriptedResource("/power", true).shows("2"));
    assertShows("2", next());
    rig.tree.remove(first);
    assertShows("2", get());
  }

  @Test
  public void withoutSuccessorThePathIsGoneAndObserversAreTold() throws Exception {
    stop();
    open(Duration.ofMillis(1));
    ScriptedResource only = new ScriptedResource("/power", true).shows("1");
    rig.tree.add(only);
    observe();
    assertShows("1", next());
    rig.tree.remove(only);
    assertEquals(ResponseCode.NOT_FOUND, next().getCode());
    assertEquals(ResponseCode.NOT_FOUND, get().getCode());
  }

  @Test
  public void anAnswerIsKeptUntilTheResourceChanges() throws Exception {
    ScriptedResource power = new ScriptedResource("/power", true).shows("1");
    rig.tree.add(power);
    rig.tree.changed("/power");
    PathResource path = rig.tree.find("power");
    assertNotNull(path);
    for (int i = 0; i < 20; i++) {
      assertShows("1", get());
    }
    assertTrue("asked " + power.asked.get() + " times", power.asked.get() < 20);
    power.shows("2");
    rig.tree.changed("/power");
    assertShows("2", get());
  }

  @Test
  public void madeUpNamesBelowAPathCostNoMemory() throws Exception {
    rig.tree.add(new ScriptedResource("/things/{id}", true).lists("/things/one"));
    PathResource listed = rig.tree.find("things/one");
    assertEquals(listed, rig.tree.find("things/one"));
    assertTrue(listed.isObservable());
    assertTrue(rig.tree.find("things/two") != rig.tree.find("things/two"));
  }

  @Test
  public void aThirdPartysFaultIsOneSentence() throws Exception {
    rig.tree.add(new ScriptedResource("/power", true).times(0));
    CoapResponse answer = get();
    assertEquals(ResponseCode.INTERNAL_SERVER_ERROR, answer.getCode());
    assertEquals("This resource has a fault.", answer.getResponseText());
  }

  private void observe() {
    CoapObserveRelation relation =
        client.observe(
            new CoapHandler() {
              @Override
              public void onLoad(CoapResponse response) {
                seen.add(response);
              }

              @Override
              public void onError() {
                throw new AssertionError("the observation failed");
              }
            });
    assertNotNull(relation);
  }

  private CoapResponse next() throws InterruptedException {
    CoapResponse response = seen.poll(10, TimeUnit.SECONDS);
    assertNotNull("nothing was heard", response);
    return response;
  }

  private CoapResponse get() throws Exception {
    CoapResponse response = client.advanced(Request.newGet());
    assertNotNull("no answer", response);
    return response;
  }

  private static void assertShows(String number, CoapResponse response) {
    assertEquals(response.getResponseText(), ResponseCode.CONTENT, response.getCode());
    assertTrue(
        response.getResponseText(), response.getResponseText().contains("\"v\":" + number + ","));
  }
}
