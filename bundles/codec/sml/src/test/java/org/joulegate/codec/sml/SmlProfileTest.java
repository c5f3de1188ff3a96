package org.joulegate.codec.sml;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.joulegate.codec.bytes.ByteSlice;
import org.joulegate.codec.bytes.MalformedTelegramException;
import org.joulegate.codec.sml.SmlBody.GetListResponse;
import org.joulegate.codec.sml.SmlBody.GetProfileListResponse;
import org.joulegate.codec.sml.SmlBody.GetProfilePackResponse;
import org.joulegate.codec.sml.SmlBody.GetProfileRequest;
import org.joulegate.codec.sml.SmlValue.Int;
import org.joulegate.codec.sml.SmlValue.Listed;
import org.junit.Test;

/** Profiles, signatures, local time, and lists in the place of values. */
public class SmlProfileTest {

  @Test
  public void everyValueOfAPackHasItsNameUnitTimeAndStatus() throws Exception {
    GetProfilePackResponse pack = body(SmlFixtures.profilePack(), GetProfilePackResponse.class);
    assertEquals(Duration.ofMinutes(15), pack.regPeriod());
    assertEquals(List.of(SmlFixtures.PROFILE), pack.parameterTreePath());
    List<SmlListEntry> entries = pack.entries();
    assertEquals(6, entries.size());
    SmlListEntry last = entries.get(4);
    assertEquals("1-0:1.8.0*255", last.obis());
    assertEquals("505.0", last.decimal());
    assertEquals(SmlFixtures.WATT_HOUR, last.unit());
    assertEquals(0x80, last.status());
    assertEquals(Instant.ofEpochSecond(1_700_001_900), last.valTime().instant());
    assertNull("the meter leaves out one value", entries.get(3).value());
    assertEquals("1-0:2.8.0*255", entries.get(3).obis());
  }

  @Test
  public void aProfileListGivesItsTimeToItsValues() throws Exception {
    GetProfileListResponse list = body(SmlFixtures.profileList(), GetProfileListResponse.class);
    List<SmlListEntry> entries = list.entries();
    assertEquals("500.0", entries.get(0).decimal());
    assertEquals("-0.20", entries.get(1).decimal());
    for (SmlListEntry entry : entries) {
      assertEquals(SmlTime.timestamp(1_700_000_100), entry.valTime());
      assertTrue(entry.hasStatus());
    }
  }

  @Test
  public void signaturesAreCarriedAsTheyAre() throws Exception {
    GetProfilePackResponse pack = body(SmlFixtures.profilePack(), GetProfilePackResponse.class);
    assertEquals(SmlFixtures.SIGNATURE, pack.profileSignature());
    assertEquals(SmlFixtures.SIGNATURE, pack.periods().get(2).signature());
    assertEquals(
        SmlFixtures.SIGNATURE,
        body(SmlFixtures.profileList(), GetProfileListResponse.class).periodSignature());
    assertEquals(
        SmlFixtures.SIGNATURE, body(SmlFixtures.signed(), GetListResponse.class).listSignature());
  }

  @Test
  public void aRequestSaysWhatItAsksFor() throws Exception {
    GetProfileRequest request = body(SmlFixtures.profileRequest(), GetProfileRequest.class);
    assertEquals(0x0300, request.tag());
    assertEquals(false, request.withRawdata());
    assertEquals(List.of(SmlFixtures.hex("0100010800ff")), request.objects());
    assertEquals(Instant.ofEpochSecond(1_700_000_000), request.beginTime().instant());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new GetProfileRequest(
                SmlMessageType.GET_LIST_REQUEST,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                null));
  }

  @Test
  public void aPeriodWithMoreOrFewerValuesThanTheHeaderIsRefused() {
    for (int count = 0; count < 4; count++) {
      SmlProfilePeriod.Value[] values = new SmlProfilePeriod.Value[count];
      java.util.Arrays.fill(values, new SmlProfilePeriod.Value(new Int(1, 1, false), null));
      SmlProfilePeriod period = new SmlProfilePeriod(null, false, 0, List.of(values), null);
      SmlListEntry name =
          new SmlListEntry(SmlObis.POWER, false, 0, null, SmlFixtures.WATT, 0, null, null);
      byte[] frame =
          frame(
              new GetProfilePackResponse(
                  null,
                  null,
                  Duration.ZERO,
                  List.of(),
                  List.of(name, name),
                  List.of(period),
                  null,
                  null));
      if (count == 2) {
        assertEquals(2, bodyOf(frame).entries().size());
      } else {
        MalformedTelegramException fault =
            assertThrows(MalformedTelegramException.class, () -> SmlDecoderTest.decode(frame));
        assertEquals("the values of a period of 2 elements", fault.expected());
      }
    }
  }

  @Test
  public void localTimeKeepsItsOffsetsAndIsAnInstantUnlessTheClockWasNotSet() throws Exception {
    SmlListEntry energy = body(SmlFixtures.signed(), GetListResponse.class).values().get(0);
    assertEquals(SmlTime.local(1_535_475_457, 60, 60), energy.valTime());
    assertEquals(Instant.parse("2018-08-28T16:57:37Z"), energy.valTime().instant());
    assertNull(SmlTime.local(0xFFFF_FFFFL, 0, 0).instant());
    assertNull(SmlTime.secondsIndex(7).instant());
  }

  @Test
  public void aListInThePlaceOfAValueTellsWhatItIs() throws Exception {
    SmlListEntry event = body(SmlFixtures.signed(), GetListResponse.class).values().get(1);
    assertEquals(
        new SmlListType.Time(SmlTime.secondsIndex(340_285)),
        SmlListType.of((Listed) event.value()));
    Int one = new Int(1, 1, false);
    Int minutes = new Int(60, 2, true);
    Listed time = of(new Int(3, 1, false), of(new Int(1_700_000_000, 4, false), minutes, minutes));
    Int status = new Int(4, 2, false);
    assertEquals(
        new SmlListType.Timestamped(SmlTime.local(1_700_000_000, 60, 60), status, one),
        SmlListType.of(of(new Int(2, 1, false), of(time, status, one))));
    assertEquals(
        new SmlListType.ScalerUnit(-1, 30),
        SmlListType.of(
            of(new Int(3, 1, false), of(one, of(new Int(-1, 1, true), new Int(30, 1, false))))));
    assertNull(SmlListType.of(of(new Int(4, 1, false), time)));
    assertNull(SmlListType.of(of(one, one)));
    assertNull(SmlListType.of(of(one)));
  }

  private static Listed of(SmlValue... elements) {
    return new Listed(List.of(elements));
  }

  private static byte[] frame(SmlBody body) {
    return SmlEncoder.frame(
        new SmlFile(List.of(new SmlMessage(ByteSlice.of(), 0, 0, body)), SmlCrc.X25));
  }

  private static GetProfilePackResponse bodyOf(byte[] frame) {
    try {
      return body(frame, GetProfilePackResponse.class);
    } catch (MalformedTelegramException e) {
      throw new AssertionError(e);
    }
  }

  private static <T extends SmlBody> T body(byte[] frame, Class<T> type)
      throws MalformedTelegramException {
    return SmlDecoderTest.decode(frame).first(type);
  }
}
